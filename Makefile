# The two commands of this project, and a few that they are made of. Each installs what it needs and says so.

.PHONY: help demo test chaos test-cel bench check schema verify-receipt evaluation-report clean

help: ## What there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

demo: ## The whole platform on this machine, with three municipalities; Ctrl-C ends it (IRMA=<url> for a real IRMA server)
	@dev/demo

test: ## Everything that CI checks (TESTS=<part of a name> for some of the C# tests)
	@dev/test

chaos: ## Random operations under random faults until all is as asked for (SEED=<number> repeats those of a run)
	@IDBELLEN_SEED=$(SEED) TESTS=under_random_faults dev/test

test-cel: ## The malformed resources against an API server that knows CEL; the first time it is compiled, for minutes
	@dev/test-cel

bench: ## The figures and targets of operator, sessions, calls and purge, as a table; takes minutes and wants a quiet machine
	@dev/bench

check: ## Formatting, linting and types only
	@dev/check

schema: ## Writes api/schema.graphql anew from the code
	@dotnet run --project api -p:ClientDocumentsWanted=false -- schema > .schema.new && mv .schema.new api/schema.graphql

verify-receipt: ## Whether the receipt of a teardown is as it was signed (FILE=<receipt> KEY=<public key in PEM>)
	@dotnet run --project operator -- verify-receipt "$(FILE)" --key "$(KEY)"

evaluation-report: ## What is left of the pilot of a deleted municipality (NAME=<municipality>, CSV=yes for a table; Platform__ConnectionString as the operator has it)
	@dotnet run --project operator -- evaluation-report --municipality "$(NAME)" $(if $(CSV),--csv)

clean: ## Removes what builds made; caches outside the repository stay
	@rm -rf artifacts node_modules agent-ui/dist widget/dist widget/start-page/dist agent-ui/src/gql widget/src/gql
