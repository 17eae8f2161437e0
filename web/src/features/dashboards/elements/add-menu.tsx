import { ChartColumn, Compass, Image, MousePointerClick, Plus, Shapes, Type } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import type { Choices } from "../choices";
import { textTile } from "../new-tiles";
import { newButton, newImage, newShape } from "./new-elements";

const ElementDialog = lazy(async () => ({ default: (await import("./element-dialog")).ElementDialog }));

type AddMenuProps = {
  page: DashboardPage;
  otherPages: readonly DashboardPage[];
  choices: Choices;
  onAddChart: () => void;
  /** Begins a picture on the page itself. */
  onBegin: () => void;
  /** Puts a tile on the page and chooses it. */
  onAdd: (tile: Tile) => void;
};

/** Everything that can be put on a page; each goes to the first free place, and is chosen there. */
export function AddMenu({ page, otherPages, choices, onAddChart, onBegin, onAdd }: AddMenuProps) {
  const [asked, setAsked] = useState<Tile | null>(null);
  const tiles = page.tiles ?? [];
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><Button><Plus aria-hidden />Add</Button></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem icon={<ChartColumn aria-hidden />} onSelect={onBegin}>Picture</DropdownMenuItem>
          <DropdownMenuItem icon={<Compass aria-hidden />} onSelect={onAddChart}>Picture in Explore</DropdownMenuItem>
          <DropdownMenuItem icon={<Type aria-hidden />} onSelect={() => { onAdd(textTile(tiles)); }}>Text</DropdownMenuItem>
          <DropdownMenuItem icon={<Image aria-hidden />} onSelect={() => { setAsked(newImage(tiles)); }}>Image</DropdownMenuItem>
          <DropdownMenuItem icon={<Shapes aria-hidden />} onSelect={() => { setAsked(newShape(tiles)); }}>Shape</DropdownMenuItem>
          <DropdownMenuItem icon={<MousePointerClick aria-hidden />} onSelect={() => { setAsked(newButton(tiles, otherPages)); }}>Button</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asked && <Suspense><ElementDialog isNew tile={asked} page={page} otherPages={otherPages} choices={choices} onClose={() => { setAsked(null); }} onSave={onAdd} /></Suspense>}
    </>
  );
}
