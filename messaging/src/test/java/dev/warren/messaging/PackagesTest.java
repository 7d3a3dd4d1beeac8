package dev.warren.messaging;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
