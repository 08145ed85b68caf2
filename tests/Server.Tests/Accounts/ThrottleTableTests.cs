using Microsoft.Extensions.Time.Testing;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>W-33: no key ever gets more than its budget, whoever shares its slots.</summary>
public sealed class ThrottleTableTests
{
    private static readonly ThrottleBudget Three = new(3, TimeSpan.FromMinutes(3));

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_budget_is_spent_at_once_and_comes_back_evenly()
    {
        var table = new ThrottleTable(clock);
        for (var i = 0; i < 3; i++) Assert.NotNull(Reserve(table, Key(1, 1)));
        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(59.9));
            Assert.Null(Reserve(table, Key(1, 1)));
            clock.Advance(TimeSpan.FromSeconds(0.1));
            Assert.NotNull(Reserve(table, Key(1, 1)));
        }
    }

    [Fact]
    public void The_wait_is_whole_seconds_and_long_enough()
    {
        var table = new ThrottleTable(clock);
        for (var i = 0; i < 3; i++) Reserve(table, Key(1, 1));
        clock.Advance(TimeSpan.FromSeconds(10.4));
        Assert.Null(table.TryReserve([new ThrottleShare(Key(1, 1), Three)], out var wait));
        Assert.Equal(TimeSpan.FromSeconds(50), wait);
        clock.Advance(wait);
        Assert.NotNull(Reserve(table, Key(1, 1)));
    }

    [Fact]
    public void A_key_that_shares_one_slot_keeps_its_budget_and_one_that_shares_both_shares_it()
    {
        var table = new ThrottleTable(clock);
        for (var i = 0; i < 3; i++) Reserve(table, Key(1, 1));
        Assert.NotNull(Reserve(table, Key(1, 2)));
        Assert.NotNull(Reserve(table, Key(2, 1)));
        Assert.Null(Reserve(table, Key(1, 1)));
    }

    [Fact]
    public void All_shares_are_taken_or_none()
    {
        var table = new ThrottleTable(clock);
        for (var i = 0; i < 3; i++) Reserve(table, Key(1, 1));
        for (var i = 0; i < 10; i++) Assert.Null(table.TryReserve([new ThrottleShare(Key(2, 2), Three), new ThrottleShare(Key(1, 1), Three)], out _));
        for (var i = 0; i < 3; i++) Assert.NotNull(Reserve(table, Key(2, 2)));
    }

    [Fact]
    public void Giving_back_late_gives_nobody_elses_try_back()
    {
        var table = new ThrottleTable(clock);
        var slow = Reserve(table, Key(1, 1))!;
        clock.Advance(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 3; i++) Assert.NotNull(Reserve(table, Key(1, 1)));
        table.GiveBack(slow);
        Assert.Null(Reserve(table, Key(1, 1)));

        var prompt = Reserve(table, Key(3, 3))!;
        for (var i = 0; i < 2; i++) Assert.NotNull(Reserve(table, Key(3, 3)));
        table.GiveBack(prompt);
        Assert.NotNull(Reserve(table, Key(3, 3)));
        Assert.Null(Reserve(table, Key(3, 3)));
    }

    private static ThrottleReservation? Reserve(ThrottleTable table, byte[] key) => table.TryReserve([new ThrottleShare(key, Three)], out _);

    private static byte[] Key(byte first, byte second) => [0, first, 0, second, .. new byte[28]];
}
