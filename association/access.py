"""Who may do what, by the table of roles: the only door to django-guardian."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm

from association import clock
from association.models import Organisation, RoleGrant, User
from association.models.organisation import OrganisationUserObjectPermission
from association.roles import ASSIGNED, COMPUTED, ORGANISATION, PORTAL, ROLES

RIGHTS: list[str] = sorted(set().union(*(rights for _scope, _name, rights in ROLES.values())))

# One row of rights: account, organisation and right, or account, no organisation and the name of a group.
Line = tuple[int, int | None, str]
RoleSource = Callable[[User, datetime], Iterable[str]]
_SOURCES: list[RoleSource] = []
# Which rows of a model of the ground an account may use a right on, because of a row of an app above.
Reach = Callable[[User, str], Q]
_REACHES: dict[type[Model], list[Reach]] = {}


def register_role_source(source: RoleSource) -> RoleSource:
    """Let an app above name the computed roles of an account at a moment."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def register_reach(model: type[Model]) -> Callable[[Reach], Reach]:
    """Let an app above open rows of a model of the ground, as the files of a package to its experts."""

    def register(reach: Reach) -> Reach:
        _REACHES.setdefault(model, []).append(reach)
        return reach

    return register


def sync_rights(**_kwargs) -> None:
    """Write the table into permissions and groups; runs after every migration and changes nothing twice."""
    kind = ContentType.objects.get_for_model(Organisation)
    for right in RIGHTS:
        Permission.objects.get_or_create(content_type=kind, codename=right, defaults={"name": right})
    for role, (scope, _name, rights) in ROLES.items():
        if scope == PORTAL:
            group, _created = Group.objects.get_or_create(name=role)
            group.permissions.set(Permission.objects.filter(content_type=kind, codename__in=rights))


def roles_of(user: User, at: datetime | None = None) -> list[str]:
    """Name the roles of an account at a moment, computed ones first."""
    if not user.is_authenticated or not user.is_active:
        return []
    memory = _memory(user)
    known: set[str] | None = None
    if at is None:
        at = memory.setdefault("seen_at", clock.now())
        known = memory.get("granted")
    cache = memory.setdefault("roles", {})
    if at not in cache:
        computed = {role for source in _SOURCES for role in source(user, at)}
        if known is None:
            known = set(user.role_grants.filter(revoked_at__isnull=True).values_list("role", flat=True))
        held = computed | known
        cache[at] = [role for role in ROLES if role in held]
    return cache[at]


def remember_grants(user: User, roles: set[str]) -> None:
    """Keep the granted roles that were read with the account; a moment given as `at=` is still read anew."""
    _memory(user)["granted"] = roles


def _memory(user: User) -> dict:
    """What was read of an account within this request; it lies on the row itself, never on a lazy stand-in."""
    if not hasattr(user, "_access"):
        user._access = {}
    return user._access


def forget(user: User) -> None:
    """Drop what was remembered of an account's roles and rights within this request."""
    for name in ("_access", "_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        if hasattr(user, name):
            delattr(user, name)


def _globally(user: User, right: str, at: datetime | None = None) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return any(ROLES[role][0] in (PORTAL, COMPUTED) and right in ROLES[role][2] for role in roles_of(user, at))


def can(user: User, right: str, obj: Model | None = None, *, at: datetime | None = None) -> bool:
    """Say whether an account may use a right at a moment, on the whole portal or on what an object belongs to."""
    if right not in RIGHTS:
        raise LookupError(f"no such right: {right}")
    if _globally(user, right, at):
        return True
    if obj is None or not user.is_authenticated or not user.is_active:
        return False
    if hasattr(obj, "is_assigned_to") and obj.is_assigned_to(user, right):
        return True
    if any(type(obj)._base_manager.filter(reach(user, right), pk=obj.pk).exists() for reach in reaches(type(obj))):
        return True
    root = getattr(obj, "access_root", None)
    return root is not None and organisations(user, right).filter(pk=root.pk).exists()


def require(user: User | None, right: str, obj: Model | None = None, *, at: datetime | None = None) -> None:
    """Raise PermissionDenied unless the account may use the right at that moment."""
    if user is None or not can(user, right, obj, at=at):
        raise PermissionDenied(right)


def holds(user: User, right: str) -> bool:
    """Say whether an account has a right in any scope at all."""
    if _globally(user, right):
        return True
    roles = [role for role in roles_of(user) if ROLES[role][0] in (ORGANISATION, ASSIGNED)]
    return any(right in ROLES[role][2] for role in roles)


def organisations(user: User, right: str) -> QuerySet[Organisation]:
    """Return the organisations on which an account has a right of its own; a superuser is no exception."""
    return get_objects_for_user(
        user, f"association.{right}", Organisation, accept_global_perms=False, with_superuser=False
    )


def visible(user: User, right: str, queryset: QuerySet) -> QuerySet:
    """Keep the rows of a queryset on which an account may use a right; the start of every look-up."""
    if _globally(user, right):
        return queryset
    if not user.is_authenticated:
        return queryset.none()
    model = queryset.model
    wanted = Q(pk__in=[])
    if path := getattr(model, "access_path", ""):
        wanted |= Q(**{f"{path}__in": organisations(user, right)})
    if assigned := getattr(model, "assigned_to", None):
        wanted |= assigned(user, right)
    for reach in reaches(model):
        wanted |= reach(user, right)
    return queryset.filter(wanted)


def reaches(model: type[Model]) -> tuple[Reach, ...]:
    """What apps above registered for a model."""
    return tuple(_REACHES.get(model, ()))


def holders(right: str) -> QuerySet[User]:
    """Return the accounts that hold a right on the whole portal through a granted role."""
    roles = [role for role, (scope, _name, rights) in ROLES.items() if scope == PORTAL and right in rights]
    return User.objects.filter(is_active=True, role_grants__role__in=roles, role_grants__revoked_at=None).distinct()


def account_holders(organisation: Organisation, right: str = "view_organisation") -> QuerySet[User]:
    """Return the accounts that act for an organisation: those whose role on it gives a right."""
    roles = [role for role, (_scope, _name, rights) in ROLES.items() if right in rights]
    return User.objects.filter(
        is_active=True, role_grants__organisation=organisation, role_grants__role__in=roles,
        role_grants__revoked_at=None,
    ).distinct()  # fmt: skip


def grant(user: User, role: str, on: Organisation | None = None, *, by: User | None, at: datetime) -> RoleGrant:
    """Give an account a role; the guardian rows mirror the grant."""
    scope, _name, rights = ROLES[role]
    row, _created = RoleGrant.objects.get_or_create(
        user=user, role=role, organisation=on, revoked_at=None, defaults={"granted_at": at, "granted_by": by}
    )
    if scope == PORTAL:
        user.groups.add(Group.objects.get(name=role))
    elif scope == ORGANISATION:
        # All rights of a role at once: guardian's own call asks the database five times for each.
        lines = [
            OrganisationUserObjectPermission(user=user, content_object=on, permission=permission)
            for permission in Permission.objects.filter(
                content_type=ContentType.objects.get_for_model(Organisation), codename__in=rights
            )
        ]
        OrganisationUserObjectPermission.objects.bulk_create(lines, ignore_conflicts=True)
    forget(user)
    return row


def revoke(row: RoleGrant, *, by: User | None, at: datetime) -> None:
    """Take a role back; what other open grants give stays."""
    RoleGrant.objects.filter(pk=row.pk).update(revoked_at=at, revoked_by=by)
    others = RoleGrant.objects.filter(user=row.user, organisation=row.organisation, revoked_at__isnull=True)
    kept: set[str] = set().union(*(ROLES[other.role][2] for other in others)) if others else set()
    scope, _name, rights = ROLES[row.role]
    if scope == PORTAL:
        row.user.groups.remove(Group.objects.get(name=row.role))
    elif scope == ORGANISATION:
        for right in rights - kept:
            remove_perm(f"association.{right}", row.user, row.organisation)
    forget(row.user)


def differences() -> tuple[set[Line], set[Line]]:
    """Compare groups and object rights with the open grants: what is missing, and what has no grant behind it."""
    wanted: set[Line] = set()
    grants = RoleGrant.objects.filter(revoked_at__isnull=True).values_list("user", "role", "organisation")
    for user, role, organisation in grants:
        scope, _name, rights = ROLES[role]
        if scope == PORTAL:
            wanted.add((user, None, role))
        elif scope == ORGANISATION:
            wanted.update((user, organisation, right) for right in rights)
    rows = OrganisationUserObjectPermission.objects.values_list("user", "content_object", "permission__codename")
    groups = User.groups.through.objects.filter(group__name__in=ROLES).values_list("user", "group__name")
    present: set[Line] = set(rows) | {(user, None, role) for user, role in groups}
    return wanted - present, present - wanted


@transaction.atomic
def rebuild() -> tuple[int, int]:
    """Write groups and object rights anew from the open grants; return how many were added and removed."""
    lacking, stray = differences()
    for user, organisation, name in sorted(stray, key=str):
        if organisation is None:
            User.groups.through.objects.filter(user=user, group__name=name).delete()
        else:
            OrganisationUserObjectPermission.objects.filter(
                user=user, content_object=organisation, permission__codename=name
            ).delete()
    for user, organisation, name in sorted(lacking, key=str):
        if organisation is None:
            User.objects.get(pk=user).groups.add(Group.objects.get(name=name))
        else:
            assign_perm(f"association.{name}", User.objects.get(pk=user), Organisation.objects.get(pk=organisation))
    return len(lacking), len(stray)
