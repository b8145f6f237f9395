#!/usr/bin/env node
import { processIo } from "@so-webapi/command-line";
import { runCli } from "./cli/run-cli.ts";

process.exitCode = await runCli(process.argv.slice(2), { ...processIo(), env: process.env });
