using ConvGen.Package.Tests;

[assembly: AssemblyFixture(typeof(PackageFixture))]
