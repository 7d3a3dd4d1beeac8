package dev.warren.deadletters;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
