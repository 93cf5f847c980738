using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace EdgeLogger.Gateway.Output;

/// <summary>One bar for work that takes a while. It goes to standard error, so that standard output holds results only.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work, which says by its argument what share is done, 0 to 1, and what is going on.</summary>
    public static Task<T> ShowAsync<T>(string title, Func<Action<double, string>, Task<T>> work)
    {
        return Terminal.Errors.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work((share, what) =>
                {
                    task.Value = share;
                    task.Description = Markup.Escape(what);
                });
            });
    }
}
