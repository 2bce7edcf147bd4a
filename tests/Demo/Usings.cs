global using Xunit;
global using AwesomeAssertions;
