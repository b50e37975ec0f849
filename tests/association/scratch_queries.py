import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import association as ground, membership as m, presidium as pr
import sys
@pytest.mark.django_db
def test_q(client):
    cast = pr.cast(5)
    org = m.member(cast.secretary)
    m.member(cast.secretary); m.member(cast.secretary)
    for who, user in (("secretary", cast.secretary), ("chair", cast.chair), ("director", cast.stranger)):
        client.force_login(user)
        client.get("/desk/")
        for path in ("/desk/", "/register/", f"/organisations/{org.pk}/", "/certificates/", "/meetings/", "/journal/", "/orders/", "/applications/", "/members/"):
            with CaptureQueriesContext(connection, ) as c:
                r = client.get(path)
            print(who, path, r.status_code, len(c), file=sys.stderr)
            if path in SHOW: 
                for q in c.captured_queries: print("    ", q["sql"][:int(W)], file=sys.stderr)
import os
SHOW = os.environ.get("SHOW","").split(","); W=os.environ.get("W","230")
