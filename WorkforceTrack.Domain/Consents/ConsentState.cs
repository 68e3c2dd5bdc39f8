namespace WorkforceTrack.Domain.Consents;

/// <summary>The states of a consent record (ISO/IEC TS 27560:2023; W3C DPV). Only the first two are valid (C3).</summary>
public enum ConsentState
{
    Given,
    Renewed,
    Unknown,
    Requested,
    Deferred,
    Refused,
    Withdrawn,
    Expired,
    Terminated,
    Invalidated,
}
