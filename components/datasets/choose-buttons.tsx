"use client";
import { Button } from "@heroui/react/button";
import { FileText, FolderOpen } from "lucide-react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useAddFiles } from "#components/shell/drop-root";

/** File dialogs for those who do not drag: files, or a whole folder. */
export function ChooseButtons({ datasetId, isPrimary = true }: { datasetId?: number; isPrimary?: boolean }) {
  const verb = datasetId === undefined ? "Choose" : "Add";
  const size = isPrimary ? "md" : "sm";
  const addFiles = useAddFiles();
  const take = (files: FileList | null) => {
    if (files && files.length > 0) addFiles([...files], datasetId);
  };
  return (
    <>
      <FileTrigger allowsMultiple onSelect={take}>
        <Button size={size} variant={isPrimary ? "primary" : "secondary"}>
          <FileText aria-hidden />
          {verb} files
        </Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={take}>
        <Button size={size} variant="secondary">
          <FolderOpen aria-hidden />
          {verb} a folder
        </Button>
      </FileTrigger>
    </>
  );
}
