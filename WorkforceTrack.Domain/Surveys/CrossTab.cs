namespace WorkforceTrack.Domain.Surveys;

/// <summary>A two-way table that was declared before opening (S5): rows are the groups of one question, columns the answers to another.</summary>
public sealed record CrossTab(string Groups, string Answers);
