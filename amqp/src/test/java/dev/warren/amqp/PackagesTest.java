package dev.warren.amqp;

import dev.warren.testing.PackageRules;

class PackagesTest extends PackageRules {}
