using System.CommandLine;
using System.Text;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>The verb setup: makes the first administrator.</summary>
internal static class StaffVerbs
{
    internal static Command Command()
    {
        var admin = new Command("admin", "Make the first administrator. Asks for user ID, mail address, name and password; when input is no terminal, reads them as four lines in this order.");
        admin.SetAction((_, _) => MakeFirstAdministratorAsync());
        return new Command("setup", "Prepare this platform for use.") { admin };
    }

    private static async Task<int> MakeFirstAdministratorAsync()
    {
        await using var app = Start.BuildWithoutRoutes([]);
        Start.RequireSettings(app.Services);
        await Start.OpenAsync(app.Services);
        var first = app.Services.GetRequiredService<FirstAdministrator>();
        if (await first.IsThereAsync()) return await RefuseAsync("There is an administrator already. Log in as one to admit more people.");
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (await AskAsync(PersonalField.UserId, today) is not { } userId
            || await AskAsync(PersonalField.Email, today) is not { } address
            || await AskAsync(PersonalField.DisplayName, today) is not { } name
            || await AskPasswordAsync([userId.Open(), name.Open()]) is not { } password) return ExitCodes.Refused;
        var hash = await app.Services.GetRequiredService<Argon2idHasher>().HashAsync(password.Open());
        return await app.Services.GetRequiredService<AdmitStaff>().AdmitAsync(StaffRole.Management, userId, address, name, hash) switch
        {
            StaffAdmission.Admitted => await DoneAsync("The administrator is made. Start the program and log in with this user ID."),
            StaffAdmission.UserIdTaken => await RefuseAsync("Somebody has this user ID. Run the verb again with another."),
            _ => await RefuseAsync("The mail address belongs to somebody already. Run the verb again with another."),
        };
    }

    private static async Task<Redacted<string>?> AskAsync(PersonalField field, DateOnly today)
    {
        while (true)
        {
            var typed = await ReadAsync(FieldDeclarations.Of(field).Label, isSecret: false);
            if (typed is null) return null;
            var answer = FieldRules.Check(field, typed, today);
            if (answer is FieldAnswer.Accepted accepted) return accepted.Value;
            await Console.Error.WriteLineAsync($"{FieldDeclarations.Of(field).Label}: {((FieldAnswer.Rejected)answer).Words}");
            if (Console.IsInputRedirected) return null;
        }
    }

    private static async Task<Redacted<string>?> AskPasswordAsync(string[] ownWords)
    {
        while (true)
        {
            var typed = await ReadAsync("Password", isSecret: true);
            if (typed is null) return null;
            var answer = PasswordRules.Check(typed, ownWords);
            if (answer is PasswordAnswer.Accepted accepted) return accepted.Password;
            await Console.Error.WriteLineAsync($"Password: {((PasswordAnswer.Rejected)answer).Words}");
            if (Console.IsInputRedirected) return null;
        }
    }

    private static async Task<string?> ReadAsync(string label, bool isSecret)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync($"{label}: ");
        var typed = isSecret && !Console.IsInputRedirected ? ReadWithoutEcho() : await Console.In.ReadLineAsync();
        if (typed is null) await Console.Error.WriteLineAsync($"{label} is missing. Give user ID, mail address, name and password, each on a line of its own.");
        return typed;
    }

    private static string ReadWithoutEcho()
    {
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0') typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static async Task<int> DoneAsync(string words)
    {
        await Console.Out.WriteLineAsync(words);
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(string words)
    {
        await Console.Error.WriteLineAsync(words);
        return ExitCodes.Refused;
    }
}
