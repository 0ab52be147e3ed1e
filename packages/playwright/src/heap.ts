import { expect, type Page } from "playwright/test";

/** What a heap snapshot of V8 holds: flat arrays, described by their fields. */
type Snapshot = {
  snapshot: { meta: { node_fields: string[]; edge_fields: string[] } };
  nodes: number[];
  edges: number[];
  strings: string[];
};

/**
 * Expects the memory of the page's scripts to hold none of the secrets after a garbage collection: neither as they are nor
 * inside a longer text. Says of each secret that is still there what keeps it.
 */
export async function expectForgotten(page: Page, secrets: Record<string, string>): Promise<void> {
  const heap = await takeSnapshot(page);
  const kept = Object.entries(secrets).flatMap(([name, secret]) => {
    expect(secret, name).not.toBe("");
    return keepersOf(heap, secret).map((path) => `${name}: ${path}`);
  });
  expect(kept, "secrets in the page's memory").toEqual([]);
}

async function takeSnapshot(page: Page): Promise<Snapshot> {
  const devTools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devTools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await devTools.send("HeapProfiler.enable");
  // What one collection lets go of may keep something until the next.
  for (let round = 0; round < 3; round++) await devTools.send("HeapProfiler.collectGarbage");
  await devTools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await devTools.detach();
  return JSON.parse(chunks.join("")) as Snapshot;
}

/** For each place of a text in memory, the way to it from what keeps it, without the text. */
function keepersOf({ snapshot, nodes, edges, strings }: Snapshot, secret: string): string[] {
  const { node_fields: nodeFields, edge_fields: edgeFields } = snapshot.meta;
  const nodeSize = nodeFields.length;
  const edgeSize = edgeFields.length;
  const [nameAt, countAt] = [nodeFields.indexOf("name"), nodeFields.indexOf("edge_count")];
  const [wayAt, toAt] = [edgeFields.indexOf("name_or_index"), edgeFields.indexOf("to_node")];
  const typeAt = edgeFields.indexOf("type");
  const holds = new Set(strings.keys().filter((index) => strings[index]!.includes(secret)));
  if (holds.size === 0) return [];

  const byWay = new Map<number, { from: number; way: string }>([[0, { from: -1, way: "" }]]);
  const firstEdge: number[] = [];
  for (let node = 0, edge = 0; node < nodes.length; node += nodeSize) {
    firstEdge.push(edge);
    edge += nodes[node + countAt]! * edgeSize;
  }
  const weak = 6;
  const queue = [0];
  for (const node of queue) {
    const first = firstEdge[node / nodeSize]!;
    for (let edge = first; edge < first + nodes[node + countAt]! * edgeSize; edge += edgeSize) {
      const to = edges[edge + toAt]!;
      if (edges[edge + typeAt] === weak || byWay.has(to)) continue;
      const way = edges[edge + wayAt]!;
      byWay.set(to, { from: node, way: [1, 4].includes(edges[edge + typeAt]!) ? `[${way}]` : strings[way]! });
      queue.push(to);
    }
  }

  function wayTo(node: number): string {
    const steps: string[] = [];
    for (let at = node; at > 0; at = byWay.get(at)!.from) {
      const name = holds.has(nodes[at + nameAt]!)
        ? "(the secret)"
        : strings[nodes[at + nameAt]!]!.slice(0, 40);
      steps.unshift(`.${byWay.get(at)!.way} ${name}`);
    }
    return steps.join(" ");
  }

  const places: string[] = [];
  for (let node = 0; node < nodes.length; node += nodeSize) {
    if (holds.has(nodes[node + nameAt]!)) places.push(byWay.has(node) ? wayTo(node) : "(kept weakly)");
  }
  return places;
}
