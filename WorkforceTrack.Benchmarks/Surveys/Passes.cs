using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>Passes signed one after the other, so on one core: the blind signing beside the library's own signing, and drawing a pass whole.</summary>
internal static class Passes
{
    private const int Each = 50;
    private const int Surveys = 3;

    internal static async Task RunAsync()
    {
        await using var ground = await Ground.MakeAsync(Each * 10 / (Surveys - 1));
        var polling = await Polling.BeginAsync(ground);
        var surveys = new List<SurveyId>();
        for (var i = 0; i < Surveys; i++) surveys.Add((await polling.OpenAsync(Audience.Members)).Plan.Id);

        using var rsa = RSA.Create(SurveyKeyPair.Bits);
        using var signer = new BlindSigner(rsa.ExportPkcs8PrivateKey());
        var message = RandomNumberGenerator.GetBytes(SurveyPass.MessageLength);

        long Sign()
        {
            for (var i = 0; i < Each; i++) signer.Sign(Blinded());
            return Each;
        }

        long Bare()
        {
            for (var i = 0; i < Each * 8; i++) rsa.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
            return Each * 8;
        }

        await Pair.RunAsync("passes blindly signed", "RSA.SignData, PSS, 2048 bits", () => Task.FromResult(Sign()), () => Task.FromResult(Bare()), "-");

        var draw = ground.Services.GetRequiredService<DrawPass>();
        var turn = 0;
        await Pair.RunAsync(
            "passes drawn, whole",
            "blindly signed alone",
            async () =>
            {
                for (var i = 0; i < Each; i++, turn++)
                {
                    var caller = new Caller.Member(ground.Members[turn % ground.Members.Count], new SessionRow { Id = Randomness.Id(), SealedDevice = [], Access = Randomness.Id() });
                    if (await draw.DrawAsync(caller, surveys[turn / ground.Members.Count], Blinded()) is not DrawAnswer.Signed)
                        throw new InvalidOperationException("No pass was drawn; the measurement would be of refusals.");
                }

                return Each;
            },
            () => Task.FromResult(Sign()),
            "-");
    }

    // To the signer a blinded message is a number below the modulus, by chance.
    private static byte[] Blinded() => [0, .. RandomNumberGenerator.GetBytes((SurveyKeyPair.Bits / 8) - 1)];
}
