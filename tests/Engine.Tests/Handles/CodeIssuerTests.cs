using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Handles;

[Trait("Rule", "W-26"), Trait("Rule", "W-42")]
public sealed class CodeIssuerTests
{
    private readonly Parking parked = new();
    private readonly FakeTimeProvider clock = new(Sample.Now);
    private readonly SealedHandles handles = new(new TestSealer());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CodeIssuer Codes => new(handles, parked, clock);

    [Fact]
    public async Task A_code_of_usual_size_carries_everything_itself()
    {
        var code = await Codes.SealAsync(Sample.SiteId, Sample.Code, Ct);
        Assert.Empty(parked.Rows);
        Assert.Equal(Sample.Code.Scope, (await Codes.OpenAsync(Sample.SiteId, code, Ct))?.Scope);
    }

    [Fact]
    public async Task Attack_70_The_largest_scope_still_makes_a_code_that_fits_into_an_address()
    {
        var large = Sample.Code with { Scope = new string('s', 1000), Nonce = new string('n', 2048) };
        var code = await Codes.SealAsync(Sample.SiteId, large, Ct);
        Assert.InRange(code.Length, 1, 200);
        Assert.Equal(large.Nonce, (await Codes.OpenAsync(Sample.SiteId, code, Ct))?.Nonce);
    }

    [Fact]
    public async Task What_is_parked_is_sealed_so_the_database_learns_nothing()
    {
        await Codes.SealAsync(Sample.SiteId, Sample.Code with { Scope = string.Join(' ', Enumerable.Range(0, 100).Select(n => $"scope{n}xxx")), Nonce = new string('n', 400) }, Ct);
        var row = Assert.Single(parked.Rows).Value.Contents;
        Assert.DoesNotContain("scope1", System.Text.Encoding.Latin1.GetString(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_code_opens_at_its_own_site_only_and_not_past_its_life()
    {
        var code = await Codes.SealAsync(Sample.SiteId, Sample.Code with { Nonce = new string('n', 2000) }, Ct);
        Assert.Null(await Codes.OpenAsync(new SiteId(Sample.Number(99)), code, Ct));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await Codes.OpenAsync(Sample.SiteId, code, Ct));
    }

    [Fact]
    public async Task Contents_that_somebody_wrote_into_the_database_do_not_open()
    {
        var code = await Codes.SealAsync(Sample.SiteId, Sample.Code with { Nonce = new string('n', 2000) }, Ct);
        foreach (var id in parked.Rows.Keys) parked.Rows[id] = (Sample.SiteId, "vst_ac_forged"u8.ToArray(), Sample.Now.AddMinutes(5));
        Assert.Null(await Codes.OpenAsync(Sample.SiteId, code, Ct));
    }

    [Fact]
    public async Task Attack_04_No_other_handle_opens_as_a_code()
    {
        Assert.Null(await Codes.OpenAsync(Sample.SiteId, handles.Seal(Sample.SiteId, Sample.RefreshToken), Ct));
        Assert.Null(await Codes.OpenAsync(Sample.SiteId, default, Ct));
    }

    /// <summary>Parks in memory. The store's own implementation has its tests beside it; these are about what is parked.</summary>
    private sealed class Parking : IPushedRequestStore
    {
        internal ConcurrentDictionary<Guid, (SiteId Site, byte[] Contents, DateTimeOffset ExpiresAt)> Rows { get; } = new();

        public Task<Guid> ParkAsync(SiteId site, ReadOnlyMemory<byte> contents, DateTimeOffset expiresAt, CancellationToken ct)
        {
            var id = Sample.Number(Rows.Count + 1);
            Rows[id] = (site, contents.ToArray(), expiresAt);
            return Task.FromResult(id);
        }

        public Task<byte[]?> FindAsync(SiteId site, Guid id, DateTimeOffset now, CancellationToken ct) =>
            Task.FromResult(Rows.TryGetValue(id, out var row) && row.Site == site && now < row.ExpiresAt ? row.Contents : null);

        public Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
            Task.FromResult(Rows.Count(row => row.Value.ExpiresAt <= now && Rows.TryRemove(row.Key, out _)));
    }
}
