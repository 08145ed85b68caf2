using Microsoft.Data.Sqlite;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Store;
using Vestibule.Store.Sqlite;

namespace Store.Tests.Database;

/// <summary>The batching writer. A gate before the commit makes callers wait together, so that they share the next batch.</summary>
public sealed class WriterTests : StoreTest
{
    private readonly ManualResetEventSlim gate = new();
    private readonly SemaphoreSlim reached = new(0);

    [Fact]
    public async Task Those_who_wait_are_committed_together()
    {
        var first = await HoldAsync();
        var commits = Stores.Commits;
        var waiting = Enumerable.Range(0, 100).Select(_ => Stores.Grants.RedeemAsync(Sample.Grant(), NewAttempt(), Ct)).ToList();
        gate.Set();
        await first;
        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(Redemption.Redeemed, result));
        Assert.Equal(2, Stores.Commits - commits);
    }

    [Fact]
    public async Task A_failing_job_does_not_spoil_its_neighbours()
    {
        var first = await HoldAsync();
        var bob = Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "bob"), Ct);

        // A record without a last name breaks after the site's sequence of numbers has moved.
        var broken = Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "broken") with { Profile = new SubjectProfile { FirstName = "", LastName = null! } }, Ct);
        var carol = Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "carol"), Ct);
        gate.Set();
        await first;
        await Assert.ThrowsAnyAsync<Exception>(() => broken);
        Assert.Equal((2, 3), ((int)(await bob).Subject!.Number, (int)(await carol).Subject!.Number));
    }

    [Fact]
    public async Task A_caller_who_leaves_while_waiting_takes_the_job_along()
    {
        var first = await HoldAsync();
        using var leaving = new CancellationTokenSource();
        var grant = Sample.Grant();
        var left = Stores.Grants.RedeemAsync(grant, NewAttempt(), leaving.Token);
        await leaving.CancelAsync();
        gate.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await first;
        Assert.Null(await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct));
    }

    [Fact]
    public async Task A_caller_who_leaves_later_changes_nothing()
    {
        using var leaving = new CancellationTokenSource();
        Stores.Faults.BeforeCommit = Wait;
        var grant = Sample.Grant();
        var taken = Stores.Grants.RedeemAsync(grant, NewAttempt(), leaving.Token);
        await reached.WaitAsync(Ct);
        await leaving.CancelAsync();
        gate.Set();
        Assert.Equal(Redemption.Redeemed, await taken);
        Assert.NotNull(await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct));
    }

    [Fact]
    public async Task Closing_finishes_what_waits()
    {
        var first = await HoldAsync();
        var grants = Enumerable.Range(0, 20).Select(_ => Sample.Grant()).ToList();
        var waiting = grants.Select(grant => Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct)).ToList();
        var closing = Stores.DisposeAsync().AsTask();
        gate.Set();
        await Task.WhenAll(waiting.Append(first));
        await closing;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.Grants.RedeemAsync(Sample.Grant(), NewAttempt(), Ct));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Stores.Sites.ListAsync(Ct));
        await RestartAsync();
        foreach (var grant in grants) Assert.NotNull(await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct));
    }

    [Fact]
    public async Task A_failed_commit_fails_all_of_its_batch_and_the_next_batch_succeeds()
    {
        var first = await HoldAsync();
        var waiting = Enumerable.Range(0, 5)
            .Select(i => Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "user" + i), Ct)).ToList();
        Stores.Faults.BeforeCommit = () => throw new SqliteException("full", 13);
        gate.Set();
        await first;
        foreach (var write in waiting) await Assert.ThrowsAsync<StorageUnavailableException>(() => write);
        Stores.Faults.BeforeCommit = null;
        Assert.Equal(1, await Stores.Subjects.CountAsync(Sample.Site.Id, new SubjectQuery(), Ct));
        var bob = await Stores.Subjects.AddAsync(Tests.Sample.NewSubject(Time, Sample.Site.Id, "bob"), Ct);
        Assert.Equal(2, bob.Subject?.Number);
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        using var line = SqliteLine.Open(Stores.Path, new StatementCount(), SqliteLineKind.Reader);
        Assert.Throws<SqliteException>(() => line.RunScript("DELETE FROM users"));
        Assert.NotNull(await Stores.Subjects.FindAsync(Sample.Site.Id, Sample.Subject.Id, Ct));
    }

    [Fact]
    public void A_refresh_writes_to_no_index()
    {
        using var line = OpenLine();
        var index = line.Control("SELECT rootpage FROM sqlite_schema WHERE name = 'grants_user'");
        Assert.NotEqual(0, index);
        using var plan = line.UseOnce("EXPLAIN " + GrantSql.Rotate);
        foreach (var name in GrantSql.Rotate.Split('@').Skip(1).Select(rest => "@" + string.Concat(rest.TakeWhile(char.IsLetter))).Distinct())
        {
            plan.Bind(name, 0L);
        }

        var opened = new List<long>();
        while (plan.Step())
        {
            if (plan.Text(1) == "OpenWrite") opened.Add(plan.Number(3));
        }

        Assert.NotEmpty(opened);
        Assert.DoesNotContain(index, opened);
    }

    private async Task<Task> HoldAsync()
    {
        Stores.Faults.BeforeCommit = Wait;
        var first = Stores.Sessions.TouchAsync(Sample.Site.Id, Sample.Session.Id, Now, Ct);
        await reached.WaitAsync(Ct);
        return first;
    }

    private void Wait()
    {
        reached.Release();
        gate.Wait(Ct);
    }
}
