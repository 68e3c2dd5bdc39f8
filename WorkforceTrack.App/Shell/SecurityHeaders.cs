using NetEscapades.AspNetCore.SecurityHeaders;
using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Shell;

/// <summary>The headers of every answer (ASVS 5.0, 3.4).</summary>
internal static class SecurityHeaders
{
    public static HeaderPolicyCollection For(IHostEnvironment environment, BoothAddress booth)
    {
        var policy = new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(coop => coop.SameOrigin())
            .AddCrossOriginResourcePolicy(corp => corp.SameOrigin())
            .AddPermissionsPolicy(permissions =>
            {
                permissions.AddAccelerometer().None();
                permissions.AddAutoplay().None();
                permissions.AddCamera().None();
                permissions.AddDisplayCapture().None();
                permissions.AddEncryptedMedia().None();
                permissions.AddFullscreen().None();
                permissions.AddGeolocation().None();
                permissions.AddGyroscope().None();
                permissions.AddMagnetometer().None();
                permissions.AddMicrophone().None();
                permissions.AddMidi().None();
                permissions.AddPayment().None();
                permissions.AddScreenWakeLock().None();
                permissions.AddUsb().None();
                permissions.AddCustomFeature("xr-spatial-tracking").None();
                permissions.AddPublickeyCredentialsGet().Self();
                permissions.AddPublickeyCredentialsCreate().Self();
            })
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddScriptSrc().Self().WithNonce();
                csp.AddStyleSrcElem().Self();
                // MudBlazor places its popovers with style attributes; style elements stay forbidden.
                csp.AddStyleSrcAttr().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddFormAction().Self();
                csp.AddBaseUri().Self();
                csp.AddObjectSrc().None();
                csp.AddFrameAncestors().None();
                if (booth.FrameSource is { } source) csp.AddFrameSrc().From(source);
            });

        return environment.IsDevelopment() ? policy : policy.AddStrictTransportSecurityMaxAgeIncludeSubDomains();
    }
}
