// Makes WebAssembly modules smaller, as `wasm-opt -Oz --strip-debug --strip-producers` does, byte for
// byte. One process takes many of them: most are small, and the optimiser is fast only when it is warm.
//
// Standard input has a line for each module: where it is, a tab, where the result goes.

import binaryen from 'binaryen';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

// What today's browsers understand, said one by one: with all features it writes an import section
// that Chromium refuses (docs/decisions/0001-build-pipeline.md).
const {
  BulkMemory, BulkMemoryOpt, CallIndirectOverlong, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt,
} = binaryen.Features;
const features = BulkMemory | BulkMemoryOpt | CallIndirectOverlong | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt;

// What `-Oz` stands for.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);
binaryen.setDebugInfo(false);

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [from, to] = line.split('\t');
  const module = binaryen.readBinary(readFileSync(from), features);
  module.optimize();
  module.runPasses(['strip-debug', 'strip-producers']);
  // Under its name only when it is whole: a build may be broken off.
  writeFileSync(`${to}.part`, module.emitBinary());
  renameSync(`${to}.part`, to);
  module.dispose();
}
