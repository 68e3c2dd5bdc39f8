using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A made-up demand as it came.</summary>
internal sealed record DemonstrationDemand(CaseIntake Intake, string FileName, string Document, int DaysToAnswer);

/// <summary>The demands of the demonstration. None of these courts and offices exists.</summary>
internal static class DemonstrationDemands
{
    internal static readonly DemonstrationDemand Reporter = new(
        Intake("By mail", "The Westhaven Courier", "A reporter", "desk@westhaven-courier.example", "None: a letter", "A newspaper would like the telephone number of a member for a story about the harbour."),
        "letter.txt",
        "Dear all, we are writing about the new crane. Could you give us the telephone number of the member who drives it?\n",
        10);

    internal static readonly DemonstrationDemand GrandJury = new(
        Intake(
            "By a court officer", "Grand jury of the Eastport District", "A. Marlowe, assistant prosecutor, bar no. 20417", "Court House, 1 Assize Square, Eastport",
            "Grand-jury subpoena GJ 26-118, with an order of silence of the same number", "A grand jury looks into thefts of cargo. It asks for the name and the address of a member."),
        "grand-jury-subpoena.txt",
        "GRAND JURY OF THE EASTPORT DISTRICT\nSubpoena GJ 26-118\n\nYou are commanded to produce the full name and the postal address on record of the member named in the annex.\n",
        21);

    internal static readonly DemonstrationDemand Mooring = new(
        Intake(
            "By registered letter", "Eastport County Court", "R. Quill, clerk of the court", "Court House, 4 Tollgate Street, Eastport, 555 0117",
            "Subpoena in civil matter EC 26-0391, Harbour Lines against Petrov", "A lawsuit about a ship that was damaged at its mooring. One side asks who piloted it, and where to find that person."),
        "subpoena.txt",
        "EASTPORT COUNTY COURT\nCivil matter EC 26-0391\n\nSUBPOENA\n\nYou are commanded to produce the full name, the postal address, the telephone number and the occupation on record of the member who piloted the Morning Star.\n",
        14);

    internal static readonly DemonstrationDemand Inspectorate = new(
        Intake("On paper, at the desk", "Inspectorate of Member Organisations", "H. Vole, inspector", "", "Demand IM 77", "The inspectorate asks which members of the east bank hold a pilot's licence."),
        "demand.txt",
        "INSPECTORATE OF MEMBER ORGANISATIONS\nDemand IM 77\n\nPlease list the members of the east bank who hold a pilot's licence.\n",
        7);

    private static CaseIntake Intake(string how, string agency, string person, string contact, string instrument, string summary) => new()
    {
        How = new Redacted<string>(how),
        Agency = new Redacted<string>(agency),
        Person = new Redacted<string>(person),
        Contact = new Redacted<string>(contact),
        Instrument = new Redacted<string>(instrument),
        Summary = new Redacted<string>(summary),
    };
}
