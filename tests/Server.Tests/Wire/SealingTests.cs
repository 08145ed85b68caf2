using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Keys;
using Vestibule.Testing;

namespace Server.Tests.Wire;

/// <summary>The sealer that the server really uses, on a key ring that was really made.</summary>
public sealed class SealingTests
{
    [Fact, Trait("Rule", "W-52")]
    public async Task Attack_20_Attack_40_No_bit_of_what_the_server_seals_can_be_changed()
    {
        await using var server = await AuthServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var handles = server.Services.GetRequiredService<SealedHandles>();
        foreach (var kind in Enum.GetValues<HandleKind>())
        {
            var handle = handles.SealRaw(server.Site.Id, kind, [1, 2, 3]).Reveal();
            Assert.Equal([1, 2, 3], handles.OpenRaw(server.Site.Id, kind, new Secret(handle))!);
            var prefix = HandlePrefix.Of(kind);
            var box = Base64Url.DecodeFromChars(handle.AsSpan(prefix.Length));
            for (var bit = 0; bit < box.Length * 8; bit++)
            {
                var flipped = (byte[])box.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Null(handles.OpenRaw(server.Site.Id, kind, new Secret(prefix + Base64Url.EncodeToString(flipped))));
            }

            for (var length = 0; length < handle.Length; length++) Assert.Null(handles.OpenRaw(server.Site.Id, kind, new Secret(handle[..length])));
            Assert.Null(handles.OpenRaw(server.Site.Id, kind, new Secret(handle + "A")));
            Assert.Null(handles.OpenRaw(new SiteId(Guid.CreateVersion7(server.Clock.GetUtcNow())), kind, new Secret(handle)));
        }
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task Attack_04_No_kind_of_ticket_is_taken_for_another()
    {
        await using var server = await AuthServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var handles = server.Services.GetRequiredService<SealedHandles>();
        foreach (var made in Enum.GetValues<HandleKind>())
        {
            var handle = handles.SealRaw(server.Site.Id, made, [1, 2, 3]).Reveal();
            foreach (var asked in Enum.GetValues<HandleKind>().Where(kind => kind != made))
            {
                Assert.Null(handles.OpenRaw(server.Site.Id, asked, new Secret(HandlePrefix.Of(asked) + handle[7..])));
            }
        }
    }

    [Fact]
    public void Attack_40_A_version_that_accepts_forged_tickets_stops_the_start()
    {
        Assert.Throws<Vestibule.Server.SetupException>(() => Sealing.RefuseUnsoundDataProtection(new Version(10, 0, 6)));
        Sealing.RefuseUnsoundDataProtection(new Version(10, 0, 7));
        Sealing.RefuseUnsoundDataProtection(Sealing.LoadedVersion());
        Assert.True(Sealing.LoadedVersion() >= new Version(10, 0, 7), $"Data Protection {Sealing.LoadedVersion()}");
    }
}
