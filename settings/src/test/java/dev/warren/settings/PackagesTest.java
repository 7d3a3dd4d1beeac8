package dev.warren.settings;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
