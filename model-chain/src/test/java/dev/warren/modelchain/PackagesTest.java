package dev.warren.modelchain;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
