#!/bin/sh
# Makes what is missing of the secrets that compose.yaml mounts, each a file of deploy/secrets with a random value.
set -eu
cd "$(dirname "$0")"
umask 022
mkdir -p secrets
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
keep() { [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"; }
plain() { random 24 | tr '+/' '-_' | tr -d '='; }
keep database_password "$(plain)"
keep clickhouse_password "$(plain)"
keep admin_token "$(plain)"
keep write_keys "default:wk_$(plain)"
keep link_key "$(random 32)"
# The containers read them as users of their own; the folder keeps everybody else on this machine out.
chmod 644 secrets/*
echo "Secrets are in $(pwd)/secrets"
