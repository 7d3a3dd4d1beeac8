# shellcheck shell=bash
# The services as the launcher needs them; written by ./warren generate from infra/services.yaml.

readonly LISTED_FROM='3660864294 2138'
readonly SERVICES=(intake classifier summarizer extractor notifier cost-ledger)
readonly HTTP_PORTS=(8081 8082 8083 8086 8084 8085)
readonly AI_CONSUMERS=(classifier summarizer extractor)
readonly DATABASE_SERVICES=(classifier summarizer extractor notifier cost-ledger)
