using Vestibule.Engine.Model.Changes;

namespace Engine.Tests.Changes;

public sealed class FeedCacheTests
{
    private int reads;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_read_once_and_again_after_it_changed()
    {
        var cache = Counting(capacity: 10);
        Assert.Equal("a1", await cache.FindAsync("a", Ct));
        Assert.Equal("a1", await cache.FindAsync("a", Ct));
        cache.Forget("a");
        Assert.Equal("a2", await cache.FindAsync("a", Ct));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Other_rows_stay_when_one_changed()
    {
        var cache = Counting(capacity: 10);
        await cache.FindAsync("a", Ct);
        await cache.FindAsync("b", Ct);
        cache.Forget("a");
        Assert.Equal("b2", await cache.FindAsync("b", Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_that_was_read_while_a_change_came_is_handed_out_and_not_kept(bool all)
    {
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var cache = new FeedCache<string, string>(async (_, _) =>
        {
            // The first read sees the old row; the change comes before its answer does.
            if (++reads > 1) return "new";
            began.SetResult();
            await goOn.Task;
            return "old";
        }, capacity: 10);
        var first = cache.FindAsync("a", Ct).AsTask();
        await began.Task;
        if (all) cache.ForgetAll();
        else cache.Forget("a");
        goOn.SetResult();
        Assert.Equal("old", await first);
        Assert.Equal("new", await cache.FindAsync("a", Ct));
        Assert.Equal("new", await cache.FindAsync("a", Ct));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Absent_rows_are_asked_for_each_time_so_that_strangers_cannot_fill_the_memory()
    {
        var cache = new FeedCache<string, string>((_, _) =>
        {
            reads++;
            return Task.FromResult<string?>(null);
        }, capacity: 10);
        Assert.Null(await cache.FindAsync("a", Ct));
        Assert.Null(await cache.FindAsync("a", Ct));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task More_rows_than_the_capacity_are_answered_too()
    {
        var cache = Counting(capacity: 3);
        for (var round = 0; round < 3; round++)
        {
            for (var key = 0; key < 10; key++) Assert.StartsWith($"{key}", await cache.FindAsync($"{key}", Ct), StringComparison.Ordinal);
        }

        Assert.Equal("9", (await cache.FindAsync("9", Ct))?[..1]);
    }

    [Fact]
    public async Task A_failing_read_leaves_nothing_behind()
    {
        var cache = new FeedCache<string, string>((_, _) => ++reads == 1 ? throw new InvalidOperationException("the disk") : Task.FromResult<string?>("row"), capacity: 3);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cache.FindAsync("a", Ct));
        Assert.Equal("row", await cache.FindAsync("a", Ct));
    }

    private FeedCache<string, string> Counting(int capacity) => new((key, _) => Task.FromResult<string?>($"{key}{++reads}"), capacity);
}
