// Says at once what is missing, instead of failing in every test.

import { existsSync } from 'node:fs';
import { dist, teamApis } from './places';

export default function setup(): void {
  if (!existsSync(`${dist}/index.html`)) {
    throw new Error(`There is no portal in ${dist}: run \`cargo xtask build --debug\` first.`);
  }
  if (!existsSync(teamApis)) {
    throw new Error(`There is no server at ${teamApis}: run \`cargo build -p team-apis\` first.`);
  }
}
