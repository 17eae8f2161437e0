import { embed } from "./embed";

globalThis.Gnomon = { version: 1, embed };
