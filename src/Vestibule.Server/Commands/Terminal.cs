using System.Text;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Server.Commands;

/// <summary>Asks the person at the terminal. Questions go to standard error: standard output is for the answer alone.</summary>
internal static class Terminal
{
    private const int LongestLine = 4096;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Asks before something is gone for good.</summary>
    /// <exception cref="SetupException">The person said no, or there is nobody to ask.</exception>
    internal static void Confirm(string question, bool yes)
    {
        if (yes) return;
        if (Console.IsInputRedirected) throw new SetupException($"{question} Without a terminal to ask at, say --yes.");
        Console.Error.Write($"{question} [y/N] ");
        if (Console.In.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes")) throw new SetupException("Nothing was done.");
    }

    /// <summary>A new password: the first line of standard input, or typed twice at the terminal.</summary>
    internal static Secret NewPassword(bool fromInput)
    {
        if (fromInput) return ReadLine(Console.OpenStandardInput());
        if (Console.IsInputRedirected)
        {
            throw new SetupException("A password is needed. Without a terminal to ask at, give --password-stdin and the password as one line.");
        }

        var (first, second) = (Type("Password: "), Type("Once more: "));
        return first.Equals(second) ? first : throw new SetupException("The two passwords differ. Nothing was done.");
    }

    /// <summary>One line of UTF-8. Read byte by byte: what follows is not ours to take.</summary>
    internal static Secret ReadLine(Stream input)
    {
        var bytes = new List<byte>();
        for (var next = input.ReadByte(); next is not (-1 or '\n'); next = input.ReadByte())
        {
            if (bytes.Count == LongestLine) throw new SetupException("The line on standard input is too long for a password.");
            bytes.Add((byte)next);
        }

        if (bytes is [.., (byte)'\r']) bytes.RemoveAt(bytes.Count - 1);
        if (bytes.Count == 0) throw new SetupException("Standard input is empty. Give the password as one line.");
        try
        {
            return new Secret(StrictUtf8.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            throw new SetupException("The password on standard input is not UTF-8.");
        }
    }

    private static Secret Type(string prompt)
    {
        // Looking for a key ends the echo; without this, what is typed before the first key is read would be seen.
        _ = Console.KeyAvailable;
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length -= typed.Length > 0 ? 1 : 0;
            else if (key.KeyChar != '\0' && typed.Length < LongestLine) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.Length > 0 ? new Secret(typed.ToString()) : throw new SetupException("The password is empty. Nothing was done.");
    }
}
