using System.Text.Json;

namespace Server.Tests.Commands;

/// <summary>How a run of the program ended.</summary>
internal sealed record Finished(int Code, string Out, string Error)
{
    /// <summary>The JSON value on standard output: one line of it, and nothing else.</summary>
    internal JsonElement Json
    {
        get
        {
            Assert.True(Code == 0, Error);
            Assert.Equal("", Error);
            Assert.Single(Out.TrimEnd('\n').Split('\n'));
            return JsonDocument.Parse(Out).RootElement;
        }
    }

    /// <summary>The one line on standard error of a run that failed and printed nothing else.</summary>
    internal string Refusal
    {
        get
        {
            Assert.Equal(1, Code);
            Assert.Equal("", Out);
            Assert.StartsWith("vestibule: ", Error, StringComparison.Ordinal);
            return Assert.Single(Error.TrimEnd('\n').Split('\n'));
        }
    }
}
