namespace Server.Tests.Hostile;

/// <summary>A request as a document of ours describes it.</summary>
internal sealed record HonestRequest(string Method, string Path, (string Name, string Value)[] Query, (string Name, string Value)[] Headers);
