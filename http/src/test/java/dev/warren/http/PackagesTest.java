package dev.warren.http;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
