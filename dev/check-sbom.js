// Checks that the bills of materials contain every package in the lock files, identified by its purl.
//
//   node dev/check-sbom.js FOLDER
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

function check(file, wanted) {
  const path = join(folder, file);
  const bill = read(path);
  if (bill.bomFormat !== 'CycloneDX' || !bill.specVersion || !bill.serialNumber)
    throw new Error(`${file} is not a CycloneDX bill of materials`);
  bill.metadata.component.name = 'id-bellen'; // npm uses the name of the folder
  writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`);
  const present = new Set(bill.components.map((one) => one.purl?.split('?')[0].toLowerCase()));
  const missing = [...wanted].filter((purl) => !present.has(purl.toLowerCase()));
  if (missing.length) throw new Error(`${file} does not name ${missing.join(', ')}`);
  console.error(`${file}: ${bill.components.length} packages, CycloneDX ${bill.specVersion}`);
}

const nuget = new Set();
const locks = ['.', 'tests'].flatMap((parent) => readdirSync(parent).map((project) => join(parent, project, 'packages.lock.json')));
for (const lock of locks.filter(existsSync))
  for (const [name, one] of Object.values(read(lock).dependencies).flatMap(Object.entries))
    if (one.type !== 'Project') nuget.add(`pkg:nuget/${name}@${one.resolved}`);
const npm = new Set();
for (const [path, one] of Object.entries(read('package-lock.json').packages))
  if (path.includes('node_modules/') && !one.link)
    npm.add(`pkg:npm/${(one.name ?? path.split('node_modules/').at(-1)).replace('@', '%40')}@${one.version}`);
check('dotnet.json', nuget);
check('npm.json', npm);
