namespace WorkforceTrack.Domain.Policy;

/// <summary>Every kind of personal value that the platform may hold about a member (O1). At most 64.</summary>
public enum PersonalField
{
    UserId,
    Email,
    DisplayName,
    FullName,
    PostalAddress,
    Phone,
    BirthDate,
    Region,
    Occupation,
    Employer,
    Skills,
    Languages,
}
