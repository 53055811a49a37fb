import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

interface Process {
  pid: number;
  parent: number;
  /** Resident memory in kB. */
  resident: number;
  name: string;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await execute("ps", ["-axo", "pid=,ppid=,rss=,comm="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, parent, resident, ...name] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), resident: Number(resident), name: name.join(" ") };
    });
}

/** The resident memory of the Workers' runtime that this process has started, in MB. */
async function runtimeMemory(): Promise<number> {
  const all = await processes();
  const ours = new Set([process.pid]);
  for (let size = 0; size < ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  const runtimes = all.filter(({ pid, name }) => ours.has(pid) && name.includes("workerd"));
  if (runtimes.length === 0) throw new Error("The runtime does not run");
  return runtimes.reduce((sum, { resident }) => sum + resident, 0) / 1000;
}

export interface Watch {
  /** Ends it, and gives what was seen, in MB, in its order. */
  end(): Promise<number[]>;
}

/** Looks at the runtime's memory again and again. */
export function watchMemory(every = 500): Watch {
  const seen: number[] = [];
  let ending = false;
  const watching = (async () => {
    while (!ending) {
      seen.push(await runtimeMemory());
      await new Promise((done) => setTimeout(done, every));
    }
  })();
  return {
    end: async () => {
      ending = true;
      await watching;
      return seen;
    },
  };
}
