# The main commands are demo and test. Each installs its dependencies and prints what it installs.

.PHONY: help demo test test-fast test-long chaos fuzz test-cel bench check schema locks audit sbom verify-receipt evaluation-report orphans clean

help: ## Lists the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

demo: ## Runs the whole platform on this machine, with three municipalities; Ctrl-C stops it (IRMA=<url> for a real IRMA server)
	@dev/demo

test: ## Runs everything that CI checks (TESTS=<part of a name> for some of the C# tests)
	@dev/test

test-fast: ## Runs only the unit tests: no server, no browser, no lint; in less than a minute (TESTS=<part of a name> for some)
	@dev/test-fast

test-long: ## Runs the C# tests that take minutes, which "make test" skips
	@dev/test --long

chaos: ## Tests that random operations under random faults converge on the desired state (SEED=<number> repeats a run)
	@IDBELLEN_SEED=$(SEED) TESTS=under_random_faults dev/test

fuzz: ## Sends random requests to the api (REQUESTS=<number>, default 200000; SEED=<number> repeats a run)
	@SEED=$(SEED) REQUESTS=$(REQUESTS) dev/fuzz

test-cel: ## Tests malformed resources with an API server that supports CEL; compiles it the first time, which takes minutes
	@dev/test-cel

bench: ## Measures operator, sessions, calls and purge, and prints a table with targets; takes minutes and needs an idle machine
	@dev/bench

check: ## Checks only formatting, lint rules and types
	@dev/check

schema: ## Regenerates api/schema.graphql from the code
	@dotnet run --project api -p:ClientDocumentsWanted=false -- schema > .schema.new && mv .schema.new api/schema.graphql

locks: ## Regenerates the lock files of NuGet and npm after a change of packages
	@dotnet restore IdBellen.sln --force-evaluate && npm install --package-lock-only --ignore-scripts

audit: ## Checks our packages for known vulnerabilities and verifies their signatures
	@dev/audit

sbom: ## Writes bills of materials (CycloneDX) of the NuGet and npm packages to artifacts/sbom
	@dev/sbom

verify-receipt: ## Verifies the signature of a teardown receipt (FILE=<receipt> KEY=<public key in PEM>)
	@dotnet run --project operator -- verify-receipt "$(FILE)" --key "$(KEY)"

evaluation-report: ## Prints the pilot evaluation of a deleted municipality (NAME=<municipality>, CSV=yes; needs Platform__ConnectionString)
	@dotnet run --project operator -- evaluation-report --municipality "$(NAME)" $(if $(CSV),--csv)

orphans: ## Lists databases and roles of municipalities deleted without a teardown (needs Platform__ConnectionString, KUBECONFIG)
	@dotnet run --project operator -- orphans

clean: ## Removes build output; keeps caches outside the repository
	@rm -rf artifacts node_modules agent-ui/dist widget/dist widget/start-page/dist agent-ui/src/gql widget/src/gql
