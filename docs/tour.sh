#!/usr/bin/env bash
# A walk through the running demonstration with nothing but curl: the public pages, a partner's program, and a member.
#   docs/tour.sh [BASE [SECRETS]]
# BASE is where the program answers (http://localhost:5080); SECRETS is the file in which Development keeps the partners'
# credentials (.local/demonstration.json, looked for from here). Ends with 0 when every step answered as it should.
set -uo pipefail

[[ ${1:-} == -h || ${1:-} == --help ]] && { sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0; }
base=${1:-http://localhost:5080}
base=${base%/}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
secrets=${2:-}
for found in .local/demonstration.json "$here/.local/demonstration.json" "$here/WorkforceTrack.App/.local/demonstration.json"; do
  [ -z "$secrets" ] && [ -r "$found" ] && secrets=$found
done

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0 status='' steps=0

chapter() { printf '\n%s\n' "$1"; }
note() { printf '     %s\n' "$1"; }
# check WHAT TEST...: one step; TEST is a command that succeeds when the answer is right.
check() {
  local what=$1
  shift
  steps=$((steps + 1))
  if "$@"; then printf '  ok %s\n' "$what"; else
    printf '  NO %s (status %s)\n' "$what" "$status"
    failed=$((failed + 1))
  fi
}
# get PATH [curl options]: the answer lies in $work/body and $work/head, its status in $status.
get() {
  local path=$1
  shift
  status=$(curl -sS -m 60 -o "$work/body" -D "$work/head" -w '%{http_code}' "$@" "$base$path")
}
is() { [ "$status" = "$1" ]; }
says() { is "$1" && grep -qF -- "$2" "$work/body"; }
head_says() { grep -qiF -- "$1" "$work/head"; }
# text NAME: a string of that name in the JSON of the last answer.
text() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$work/body" | head -n 1; }

curl -s -m 10 -o /dev/null "$base/" || { echo "Nothing answers at $base. Start it: dotnet run --project WorkforceTrack.App"; exit 1; }
[ -r "$secrets" ] || { echo "The partners' credentials were not found. Give the file: docs/tour.sh $base PATH/TO/.local/demonstration.json"; exit 1; }

chapter "Anyone"
get /policy
check "reads the whole privacy policy, without logging in" says 200 'Quayside Jobs'
get /ledger/checkpoint
check "takes the public head of the ledger" is 200
note "$(sed -n 1p "$work/body"), $(sed -n 2p "$work/body") entries"
get /ledger/key
check "takes the key that signs it" is 200
key=$(head -n 1 "$work/body")
note "$key"
get /partner/v1/openapi.json
check "reads how partners ask (OpenAPI)" says 200 '/partner/v1/members/{subject}'
get /partner/v1/members
check "gets nothing about members without a credential" is 401
get /me
check "gets no member's page without logging in" is 302

chapter "Quayside Jobs, a partner, by its own program"
own=$(tr '{' '\n' < "$secrets" | grep -F '"Quayside Jobs"')
client=$(sed -n 's/.*"clientId":"\([^"]*\)".*/\1/p' <<< "$own")
secret=$(sed -n 's/.*"secret":"\([^"]*\)".*/\1/p' <<< "$own")
# The secret goes in by the standard input, where no list of processes shows it.
status=$(printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "$client" "$secret" |
  curl -sS -m 60 -o "$work/body" -D "$work/head" -w '%{http_code}' --data @- "$base/connect/token")
check "changes its secret for a token of ten minutes" says 200 access_token
bearer="Authorization: Bearer $(text access_token)"
get /partner/v1/members -H "$bearer"
check "lists who selected its service: random names, no data" says 200 '"subject"'
subjects=$(grep -o '"subject":"[^"]*"' "$work/body" | cut -d'"' -f4)
note "$(wc -l <<< "$subjects") members"
alice=''
for subject in $subjects; do
  get "/partner/v1/members/$subject?fields=display-name,region,skills" -H "$bearer"
  says 200 '"display-name":"Alice"' && { alice=$subject; break; }
done
check "reads three agreed fields of one member" says 200 '"display-name":"Alice"'
note "$(grep -o '"fields":{[^}]*}' "$work/body")"
etag=$(sed -n 's/^[Ee][Tt]ag: *\("[^"]*"\).*/\1/p' "$work/head")
get "/partner/v1/members/$alice?fields=display-name,region,skills" -H "$bearer" -H "If-None-Match: $etag"
check "is told that nothing changed, and nothing is opened again" is 304
get "/partner/v1/members/$alice?fields=display-name,region,skills,phone" -H "$bearer"
check "asks for one field more and is refused" says 403 '"reasons":'
note "$(text detail)"
get /partner/v1/members?limit=1000000 -H "$bearer"
check "asks for a million members and is refused" is 400

chapter "Alice, a member"
jar=$work/cookies
token_of() { grep -o 'name="__RequestVerificationToken" value="[^"]*"' "$work/body" | head -n 1 | cut -d'"' -f4; }
get /login -c "$jar"
get /login -b "$jar" -c "$jar" --data-urlencode "__RequestVerificationToken=$(token_of)" --data-urlencode UserId=alice --data-urlencode Password=workforce-demo-2026
check "logs in" is 302
check "gets cookies that end with the browser" eval '! grep -i "^set-cookie" "$work/head" | grep -qiE "expires|max-age"'
get /me/disclosures -b "$jar"
check "sees that Quayside Jobs read her data" says 200 'Quayside Jobs read your data'
check "sees that it asked for more and got nothing" says 200 'Quayside Jobs asked for your data'
proof=$(tr '\n' ' ' < "$work/body" | sed 's/Quayside Jobs read your data/\n&/g' | sed -n 2p | grep -o '/ledger/proof/[0-9a-f]*' | head -n 1)
get "$proof" -b "$jar"
check "takes away the proof of it" says 200 'c2sp.org/tlog-proof@v1'
check "finds the ledger's own name under its signature" grep -qF -- "— ${key%%+*} " "$work/body"
note "$(sed -n 's/^extra //p' "$work/body" | base64 -d 2> /dev/null | tr '\n' ' ' | cut -c1-110)…"
get "$proof"
check "alone can take it: for anyone else there is no such entry" is 404
get /me/export.zip -b "$jar"
check "downloads everything about herself" eval 'is 200 && [ "$(head -c 2 "$work/body")" = PK ]'
note "$(wc -c < "$work/body") bytes"
get /me -b "$jar"
get /logout -b "$jar" --data-urlencode "__RequestVerificationToken=$(token_of)"
check "logs off, and the browser is told to forget" eval 'is 302 && head_says clear-site-data'
get /me -b "$jar"
check "is logged off: the old cookie is dead" is 302

printf '\n%s of %s steps answered as they should.\n' $((steps - failed)) $steps
[ $failed -eq 0 ]
