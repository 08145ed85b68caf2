using System.Security.Cryptography;
using Vestibule.Engine.Model.Grants;

namespace Store.Tests.Grants;

/// <summary>The SQL says the same as the engine's rules.</summary>
public sealed class RotationRuleTests : StoreTest
{
    [Fact]
    public async Task The_statement_follows_the_rule_in_random_cases()
    {
        for (var i = 0; i < 400; i++)
        {
            var stored = RandomNumberGenerator.GetInt32(1, 8);
            var presented = RandomNumberGenerator.GetInt32(0, 10);
            var grace = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(0, 4));
            var rotatedAt = Now - TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(0, 4));
            var expected = RotationRule.Decide(stored, presented, rotatedAt, Now, grace);
            await AgreesAsync(Sample.Grant() with { Generation = stored, RotatedAt = rotatedAt }, presented, grace, expected);
        }
    }

    private async Task AgreesAsync(Grant grant, int presented, TimeSpan grace, RotationResult expected)
    {
        var text = $"stored {grant.Generation}, presented {presented}, age {Now - grant.RotatedAt}, grace {grace}, expected {expected}";
        await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct);
        var before = await StoredAsync(grant);
        var request = Sample.Refresh(grant, presented) with { Grace = grace, IdleExpiresAt = Now + TimeSpan.FromDays(RandomNumberGenerator.GetInt32(1, 500)) };
        var rotation = await Stores.Grants.RotateAsync(request, Ct);
        Assert.True(rotation.Result == expected, text);
        var row = await StoredAsync(grant);
        Assert.True(row == Expected(before, request, expected), text);
        var good = expected is RotationResult.Rotated or RotationResult.MovedForward or RotationResult.Retried;
        Assert.True(!good || rotation == new Rotation(expected, row.Generation, row.AccessTokensExpireAt), text);
    }

    private static Grant Expected(Grant before, RotationRequest request, RotationResult result)
    {
        if (result is RotationResult.Retried) return before;
        if (result is RotationResult.Replayed)
        {
            return before with
            {
                EndedAt = request.Now,
                EndReason = EndReason.RefreshTokenReplayed,
                KeepUntil = GrantLifetimes.KeepOnceEnded(before.CodeExpiresAt, before.AccessTokensExpireAt),
            };
        }

        var tokens = request.AccessTokenExpiresAt > before.AccessTokensExpireAt ? request.AccessTokenExpiresAt : before.AccessTokensExpireAt;
        var idle = request.IdleExpiresAt < before.ExpiresAt ? request.IdleExpiresAt : before.ExpiresAt;
        return before with
        {
            Generation = request.Generation + 1,
            RotatedAt = request.Now,
            AccessTokensExpireAt = tokens,
            IdleExpiresAt = idle,
            KeepUntil = GrantLifetimes.KeepWhileAlive(before.CodeExpiresAt, tokens, idle),
        };
    }
}
