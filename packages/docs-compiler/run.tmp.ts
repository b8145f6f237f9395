import { readdirSync, readFileSync, mkdirSync, writeFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { parsePage } from "/work/main/packages/docs-compiler/src/pages/parse-page.ts";
import { readVersions } from "/work/main/packages/docs-compiler/src/wsdl/read-versions.ts";
import { classFacts } from "/work/main/packages/docs-compiler/src/wsdl/class-facts.ts";
import { mergeContract, factsOf } from "./src/merge/merge.ts";
import { contractFiles } from "./src/emit/files.ts";
import { parse } from "yaml";
const REF="/work/shared/reference/", O="/work/full/openapi/";
const seedsOnly=process.argv.includes("--seeds");
const files=[...readdirSync(REF+"seeds").map(f=>"seeds/"+f), ...["agent","rest"].flatMap(d=>(readdirSync(REF+d,{recursive:true,encoding:"utf8"}) as string[]).filter(f=>f.endsWith(".md")).map(f=>d+"/"+f))].sort();
const ops=new Map<string,any>();
for (const f of files) { const p=parsePage(f, readFileSync(REF+f,"utf8")).page; if (p?.page!=="operation") continue; const old=ops.get(p.uid); if (!old || f.startsWith("seeds/")) ops.set(p.uid,p); }
const {facts}=classFacts(readVersions(REF).versions);
const model=mergeContract([...ops.values()], facts);
const y=(f:string)=>parse(readFileSync(O+f,"utf8"));
const {paths,tags,...entry}=y("openapi.yaml"); delete entry.components.schemas;
const hand=readdirSync(O+"schemas").filter(f=>readFileSync(O+"schemas/"+f,"utf8").includes("x-hand-written: true")).map(f=>f.slice(0,-5));
const out=contractFiles(model,{entry, parameters:y("parameters.yaml"), schemas:hand, descriptions:y("descriptions.yaml")});
for (const d of ["agents","entities","schemas"]) for (const f of readdirSync(O+d)) if (!(d==="schemas"&&hand.includes(f.slice(0,-5)))) rmSync(O+d+"/"+f);
for (const [f,c] of out) { mkdirSync(dirname(O+f),{recursive:true}); writeFileSync(O+f,c); }
console.log(out.size, [...out.values()].reduce((s,v)=>s+v.length,0));
