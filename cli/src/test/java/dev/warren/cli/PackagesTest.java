package dev.warren.cli;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
