"""The records of membership."""

from membership.models.application import Application, ApplicationPaper
from membership.models.membership import Certificate, Membership, Order, OrderLine

__all__ = ["Application", "ApplicationPaper", "Certificate", "Membership", "Order", "OrderLine"]
