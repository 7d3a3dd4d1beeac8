package dev.warren.notifier;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
