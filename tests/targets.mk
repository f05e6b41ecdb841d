# Targets for people and CI; see Makefile.
