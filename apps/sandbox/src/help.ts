/** Text of `so-sandbox --help`. */
export function helpText(version: string): string {
  return `so-sandbox ${version}: a SuperOffice tenant to develop against

Usage: so-sandbox [serve] [options]
       so-sandbox --help | --version

Options:
  --port N             port to listen on; 0 takes a free one (default 4010)
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --file FILE          keep the data in an SQLite file, made where it is missing
  --memory             keep the data in memory (default)
  --seed FILE          what an empty storage is filled with: default, empty, or a YAML file
  --seed-size N        contacts to make up beside the seed, ten activities each (default 0)
  --samples FOLDER     answer operations that the sandbox does not know with their documented sample,
                       from a folder that so-docs samples --out wrote
  --tenant ID          the tenant's identifier (default Cust12345)
  --installation KIND  which credentials are taken: online, onsite or any (default any)
  --time-zone ZONE     base time zone (default UTC)
  --no-control         no /-/sandbox: no inspector, no faults, no reset over HTTP
`;
}
