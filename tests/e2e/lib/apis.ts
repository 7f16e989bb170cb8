// The server that stands in for the whole world: the portal's host and the APIs it calls. See
// tests/team-apis for what it can do and how it can fail.

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { dist, recordings, root, teamApis } from './places';

export type Origin = 'portal' | 'ci' | 'backstage' | 'foreign' | 'issuer';

/** Addresses of the origins, without a slash at the end. */
export type Addresses = Record<Origin | 'refused', string>;

/** One request, as the server saw it. */
export interface Entry {
  origin: Origin;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Requests to the same origin without a complete answer at that moment, itself included. */
  inFlight: number;
  /** Length of the body that was sent, as it was encoded; absent while it is still missing. */
  bytes?: number;
  /** What was handed to a collector: the body of a POST to `ci` below `/collect/`. */
  sent?: string;
}

/** A running server. */
export class TeamApis {
  private constructor(
    private readonly child: ChildProcess,
    readonly at: Addresses,
  ) {}

  /**
   * Starts a server of its own for the portal in a folder. `files` is handed out below `/files/` of
   * the `ci` origin.
   */
  static async start(files: string, portal = dist): Promise<TeamApis> {
    const child = spawn(
      teamApis,
      [
        ...['--portal', portal],
        ...['--recordings', recordings],
        ...['--files', files],
        ...['--ci', `${root}/public/demo/ci`],
      ],
      // It ends when its standard input is closed, so it never outlives this process.
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const lines = createInterface({ input: child.stdout! });
    const line = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`team-apis ended with ${code}`)));
    });
    return new TeamApis(child, JSON.parse(line));
  }

  stop(): void {
    this.child.stdin!.end();
  }

  /** Forgets all requests and takes back every fault and setting. */
  async reset(): Promise<void> {
    await this.control('DELETE', '/__control');
    await this.clearLog();
  }

  /** Forgets all requests. */
  async clearLog(): Promise<void> {
    await this.control('DELETE', '/__log');
  }

  /** Serves this as `portal.json`: an object, or a text that may be anything. */
  async configure(portal: object | string): Promise<void> {
    const text = typeof portal === 'string' ? portal : JSON.stringify(portal, null, 2);
    await this.control('PUT', '/__control/portal', text);
  }

  /** Breaks requests; `path` may hold `*`. Without a count it breaks all of them. */
  async fault(origin: Origin, path: string, fault: string, count?: number): Promise<void> {
    await this.control(
      'POST',
      '/__control/faults',
      JSON.stringify({ origin, path, fault, ...(count === undefined ? {} : { count }) }),
    );
  }

  /** Heals everything. */
  async heal(): Promise<void> {
    await this.control('DELETE', '/__control/faults');
  }

  /** Lets the policy of the portal allow calls to these origins. */
  async connect(origins: (keyof Addresses)[]): Promise<void> {
    await this.control('PUT', '/__control/connect', JSON.stringify(origins));
  }

  /** How long guest tokens are good for from now on. */
  async tokenLife(seconds: number): Promise<void> {
    await this.control('PUT', '/__control/token-life', String(seconds));
  }

  /** Refuses the guest tokens handed out so far. */
  async revokeTokens(): Promise<void> {
    await this.control('DELETE', '/__control/tokens');
  }

  /** How the OpenID provider behaves; `Ways` in tests/team-apis/src/issuer.rs. */
  async issuer(ways: object): Promise<void> {
    await this.control('PUT', '/__control/issuer', JSON.stringify(ways));
  }

  /** All requests since the last reset, or those to one origin. */
  async log(origin?: Origin): Promise<Entry[]> {
    const response = await fetch(`${this.at.portal}/__log`);
    const entries = (await response.json()) as Entry[];
    return origin ? entries.filter((entry) => entry.origin === origin) : entries;
  }

  private async control(method: string, path: string, body?: string): Promise<void> {
    const response = await fetch(`${this.at.portal}${path}`, { method, body });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
  }
}
