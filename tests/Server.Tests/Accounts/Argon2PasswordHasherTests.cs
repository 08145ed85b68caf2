using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>S-4.</summary>
public sealed class Argon2PasswordHasherTests
{
    private const string Salt = "AQIDBAUGBwgJCgsMDQ4PEA";
    private const string Known = "$argon2id$v=19$m=19456,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$qQMgn9BBXGm1FG5hbgVLTB/c49pso4YEKQMbq6g2F5M";
    private const string KnownHash = "qQMgn9BBXGm1FG5hbgVLTB/c49pso4YEKQMbq6g2F5M";

    /// <summary>Made by the reference implementation, libargon2 20171227.</summary>
    [Theory]
    [InlineData(Known, "correct horse battery")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=1$AQIDBAUGBwgJCgsMDQ4PEA$X3puJKqbHtt6tDIHsDbziD4HskBSHlmACS1u5uQaiSU", "Grüße 𝄞 aus dem Büro")]
    public void Hashes_of_the_reference_implementation_verify(string stored, string password)
    {
        var hasher = Hasher(Argon2Cost.Today);
        Assert.True(hasher.Verify(stored, password).Right);
        Assert.False(hasher.Verify(stored, password + " ").Right);
    }

    [Fact]
    public void A_new_hash_records_todays_cost_and_a_fresh_salt()
    {
        var hasher = Hasher(Argon2Cost.Today);
        var (one, two) = (hasher.Hash("password"), hasher.Hash("password"));
        Assert.NotEqual(one, two);
        Assert.Matches(@"^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$", one);
        Assert.Equal(new PasswordVerdict(Right: true, Weak: false), hasher.Verify(one, "password"));
    }

    [Theory]
    [InlineData(64, 2, true)]
    [InlineData(128, 1, true)]
    [InlineData(256, 1, true)]
    [InlineData(128, 2, false)]
    [InlineData(256, 3, false)]
    public void A_hash_with_less_memory_or_fewer_passes_is_weak(int memory, int passes, bool weak)
    {
        var stored = Hasher(new Argon2Cost(memory, passes)).Hash("password");
        var today = Hasher(new Argon2Cost(128, 2));
        Assert.Equal(new PasswordVerdict(Right: true, weak), today.Verify(stored, "password"));
        Assert.Equal(new PasswordVerdict(Right: false, Weak: false), today.Verify(stored, "Password"));
        Assert.Equal(weak ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Success, AsIdentitySeesIt(today, stored));
    }

    public static TheoryData<string> Malformed =>
    [
        "", "$", "password", Known[1..], Known + "$", Known + "A", Known[..^1], Known + "=", " " + Known, Known + "\n",
        Known.Replace("argon2id", "argon2i", StringComparison.Ordinal), Known.Replace("argon2id", "ARGON2ID", StringComparison.Ordinal),
        Known.Replace("v=19", "v=16", StringComparison.Ordinal), Known.Replace("v=19$", "", StringComparison.Ordinal),
        Known.Replace("m=19456", "m=019456", StringComparison.Ordinal), Known.Replace("m=19456", "m=+19456", StringComparison.Ordinal),
        Known.Replace("m=19456", "m= 19456", StringComparison.Ordinal), Known.Replace("m=19456", "m=-19456", StringComparison.Ordinal),
        Known.Replace("m=19456", "m=", StringComparison.Ordinal), Known.Replace("m=19456", "m=7", StringComparison.Ordinal),
        Known.Replace("m=19456", "m=262145", StringComparison.Ordinal), Known.Replace("m=19456", "m=99999999999999999999", StringComparison.Ordinal),
        Known.Replace("t=2", "t=0", StringComparison.Ordinal), Known.Replace("t=2", "t=17", StringComparison.Ordinal),
        Known.Replace("p=1", "p=2", StringComparison.Ordinal), Known.Replace("m=19456,t=2", "t=2,m=19456", StringComparison.Ordinal),
        Known.Replace(",p=1", ",p=1,data=AA", StringComparison.Ordinal), Known.Replace(Salt, Salt[..^1], StringComparison.Ordinal),
        Known.Replace(Salt, Salt + "AA", StringComparison.Ordinal), Known.Replace(Salt, Salt[..^1] + "B", StringComparison.Ordinal),
        Known.Replace(Salt, "", StringComparison.Ordinal), Known.Replace(KnownHash, "", StringComparison.Ordinal),
        Known.Replace(KnownHash, KnownHash[..22], StringComparison.Ordinal), Known.Replace("/", "_", StringComparison.Ordinal),
        Known.Replace(KnownHash, KnownHash[..20] + " " + KnownHash[21..], StringComparison.Ordinal), new string('$', 100_000),
    ];

    [Theory, MemberData(nameof(Malformed))]
    public void A_malformed_hash_is_refused_without_an_exception(string stored)
    {
        Assert.Null(PhcString.Parse(stored));
        Assert.False(Hasher(AccountsFixture.Cheap).Verify(stored, "correct horse battery").Right);
    }

    [Fact]
    public void Without_a_hash_the_answer_is_no() => Assert.False(Hasher(AccountsFixture.Cheap).Verify(null, "").Right);

    [Fact]
    public async Task The_queue_lets_half_the_cores_hash_at_once_and_turns_away_whom_it_cannot_seat()
    {
        var queue = new HashingQueue(cores: 4, waiting: 3);
        using var open = new ManualResetEventSlim();
        var (inside, most) = (0, 0);
        var running = Enumerable.Range(0, 5).Select(_ => queue.RunAsync(() =>
        {
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            open.Wait(TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref inside);
            return "done";
        }, TestContext.Current.CancellationToken)).ToArray();

        var turnedAway = await queue.RunAsync(() => "never", TestContext.Current.CancellationToken);
        Assert.Equal((ErrorCode.Throttled, TimeSpan.FromSeconds(1)), (turnedAway.Error!.Code, turnedAway.Error.RetryAfter));
        open.Set();
        Assert.All(await Task.WhenAll(running), outcome => Assert.Equal("done", outcome.Value));
        Assert.InRange(most, 1, 2);
        Assert.True((await queue.RunAsync(() => "again", TestContext.Current.CancellationToken)).Succeeded);
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_gives_up_the_place()
    {
        var queue = new HashingQueue(cores: 1, waiting: 1);
        using var open = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var running = queue.RunAsync(() =>
        {
            open.Wait(TestContext.Current.CancellationToken);
            return "done";
        }, TestContext.Current.CancellationToken);
        var waiting = queue.RunAsync(() => "never", gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = queue.RunAsync(() => "next", TestContext.Current.CancellationToken);
        open.Set();
        Assert.Equal(["done", "next"], (await Task.WhenAll(running, next)).Select(outcome => outcome.Value));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    private static Argon2PasswordHasher Hasher(Argon2Cost cost) =>
        new(cost, new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private static PasswordVerificationResult AsIdentitySeesIt(Argon2PasswordHasher hasher, string stored) => hasher.VerifyHashedPassword(
        new Account(new Subject
        {
            Site = new SiteId(Guid.Empty),
            Id = new SubjectId(Guid.Empty),
            UserName = "ann",
            Email = "ann@example.com",
            UserTypeId = 1,
            Profile = new SubjectProfile { FirstName = "Ann", LastName = "Example" },
            CreatedAt = default,
            UpdatedAt = default,
        }), stored, "password");
}
