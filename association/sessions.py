"""A session ends when nobody uses it."""

from django.contrib.auth import SESSION_KEY

from association import clock

FRESH = 300  # seconds; a poll every two seconds must not write every two seconds


class IdleMiddleware:
    """Move the end of a signed-in session forward while it is used, writing at most once in five minutes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if SESSION_KEY in request.session:  # asking for the user would read the account even for a poll
            moment = int(clock.now().timestamp())
            if moment - request.session.get("seen", 0) >= FRESH:
                request.session["seen"] = moment
        return self.get_response(request)
