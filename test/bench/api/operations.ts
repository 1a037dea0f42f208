/** Twenty incidents with three lists of their records. */
export const RECORDS = `{
  incidents(first: 20) {
    nodes {
      id slug status updatedAt
      record {
        title components
        symptoms { id statement }
        signatures { id event vendor pattern }
        diagnosisChecks { id instruction expectation }
      }
    }
  }
}`;

/** Twenty incidents with three lists that are kept in three tables. */
export const TABLES = `{
  incidents(first: 20) {
    nodes {
      id slug status updatedAt
      record { title symptoms { id statement } }
      events(first: 3) { nodes { id type actor } }
      reports(first: 3) { nodes { id text } }
    }
  }
}`;

export const LOOK_UP = `query ($input: LookupSymptomsInput!) {
  lookupSymptoms(input: $input) { verdict matches { slug confidence explanation } }
}`;

export const FILE = `mutation ($input: SymptomReportInput!) {
  fileSymptomReport(input: $input) { symptomReport { id status } }
}`;
