# shellcheck shell=bash
# Parts of scheme://user:password@host:port/path?query; a part that is absent is empty. User and password stay encoded.

url_scheme() { echo "${1%%://*}"; }

url_authority() {
  local rest=${1#*://}
  echo "${rest%%[/?]*}"
}

# url_address URL DEFAULT_PORT: host:port
url_address() {
  local address
  address=$(url_authority "$1")
  address=${address##*@}
  if [[ $address == *:* ]]; then echo "$address"; else echo "$address:$2"; fi
}

url_userinfo() {
  local authority
  authority=$(url_authority "$1")
  [[ $authority != *@* ]] || echo "${authority%@*}"
}

# url_query URL: with its question mark.
url_query() { [[ $1 != *\?* ]] || echo "?${1#*\?}"; }

url_decode() { printf '%b\n' "${1//%/\\x}"; }
