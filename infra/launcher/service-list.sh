# shellcheck shell=bash
# The services as the launcher needs them; written by ./warren generate from infra/services.yaml.

readonly LISTED_FROM='2532111588 2088'
readonly SERVICES=(intake classifier summarizer notifier cost-ledger)
readonly HTTP_PORTS=(8081 8082 8083 8084 8085)
readonly AI_CONSUMERS=(classifier summarizer)
readonly DATABASE_SERVICES=(classifier summarizer notifier cost-ledger)
