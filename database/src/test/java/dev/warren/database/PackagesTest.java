package dev.warren.database;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
