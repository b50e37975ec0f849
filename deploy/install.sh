#!/bin/sh
# Once on a Debian 12 server, as root, with the code in /opt/portal and the variables in /etc/portal.env.
set -eu
cd /opt/portal
apt-get -y install python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql redis-server nginx
id portal >/dev/null 2>&1 || useradd --system --home-dir /var/lib/portal --shell /usr/sbin/nologin portal
install -d -o portal -g portal -m 700 /var/lib/portal
set -a && . /etc/portal.env && set +a
# Root makes the environment and the catalogues, so that the portal cannot change its own code.
DATA_DIR=$(mktemp -d) ./portal manage compile_catalogues
for step in "migrate --noinput" createcachetable "collectstatic --noinput" "check --deploy --fail-level WARNING"; do
    # shellcheck disable=SC2086
    setpriv --reuid portal --regid portal --init-groups ./portal manage $step
done
cp deploy/systemd/portal-*.service /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now portal-web portal-worker portal-beat
